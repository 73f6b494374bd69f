'use strict';
// Hands what was posted to the engine, puts its answer in place, and keeps the texts that it gives for the next request. What
// a browser does by itself with pages (history, focus, a warning on leaving) is done here for screens.
(() => {
  const element = (id) => document.getElementById(id);
  const main = element('main');
  let code, engine, attempt = null, saved = null, at = null, screen = null, shown = 0, stores = true;
  // ---- the engine ----
  const call = (name, value) => {
    const text = new TextEncoder().encode(value);
    const room = engine.allocate(text.length);
    new Uint8Array(engine.memory.buffer, room, text.length).set(text);
    const place = engine[name](room, text.length);
    const length = new DataView(engine.memory.buffer).getUint32(place, true);
    return new TextDecoder().decode(new Uint8Array(engine.memory.buffer, place + 4, length));
  };
  const load = async () => {
    const text = atob(element('engine').textContent);
    const bytes = new Uint8Array(text.length);
    for (let place = 0; place < bytes.length; place += 1) bytes[place] = text.charCodeAt(place);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    code = await WebAssembly.compile(await new Response(stream).arrayBuffer());
    return start();
  };
  const start = async () => {
    engine = (await WebAssembly.instantiate(code, {})).exports;
    const problem = call('open', element('site').textContent);
    if (problem) throw new Error(problem);
  };
  const now = () => {
    const time = new Date(), east = -time.getTimezoneOffset();
    const utc = (milliseconds) => new Date(milliseconds).toISOString();
    return `${utc(time.getTime() + east * 60000).slice(0, 19)}${east < 0 ? '-' : '+'}${utc(Math.abs(east) * 60000).slice(11, 16)}`;
  };
  const ask = (want) => {
    const random = [...crypto.getRandomValues(new Uint8Array(10))];
    const seconds = shown ? Math.min(86400, Math.round((performance.now() - shown) / 1000)) : null;
    const answer = JSON.parse(call('respond', JSON.stringify({ attempt, at, now: now(), random, seconds, want })));
    if ('trouble' in answer) say(answer.trouble);
    return answer;
  };
  // ---- what the browser keeps, where it keeps anything ----
  const key = main.dataset.key;
  const read = () => {
    if (!stores) return;
    try {
      attempt = localStorage.getItem(key) || null;
      saved = localStorage.getItem(`${key}:saved`) || null;
    } catch { stores = false; }
  };
  const isUnsaved = () => attempt !== null && attempt !== saved;
  const say = (text) => { if (element('state').textContent !== text) element('state').textContent = text; };
  const keep = () => {
    try {
      localStorage.setItem(key, attempt || '');
      localStorage.setItem(`${key}:saved`, saved || '');
      stores = true;
    } catch { stores = false; }
    const { unsaved, saved: inFile, refused } = element('state').dataset;
    const state = attempt === null ? '' : isUnsaved() ? unsaved : inFile;
    say(stores ? state : `${state} ${refused}`);
  };
  // ---- screens ----
  const put = (part, how) => {
    ({ attempt, at } = part);
    keep();
    const draft = how === 'next' || !history.state ? undefined : history.state.draft;
    history[part.screen !== screen && how === 'next' ? 'pushState' : 'replaceState']({ at, draft }, '');
    screen = part.screen;
    document.title = part.title;
    main.innerHTML = part.html;
    restore(draft);
    shown = performance.now();
    main.querySelectorAll('[data-do="share"]').forEach((button) => { button.hidden = !canShare(); });
    main.querySelector('h1').focus({ preventScroll: true });
    if (how !== 'again') scrollTo(0, 0);
    if (part.report) setTimeout(report);
  };
  const report = () => {
    const place = element('report'), made = place && ask('report').report;
    if (!made) return;
    place.innerHTML = made;
    place.removeAttribute('aria-busy');
  };
  const show = (want, how) => { const { screen: part } = ask(want); if (part) put(part, how); };
  const fields = () => Object.fromEntries(new FormData(main.querySelector('form')));
  const restore = (draft) => {
    for (const field of main.querySelectorAll('[type="radio"], [type="text"], textarea')) {
      const value = draft && draft[field.name];
      if (field.type === 'radio') field.checked = value === undefined ? field.checked : field.value === value;
      else if (value) {
        field.value = value;
        if (field.closest('details')) field.closest('details').open = true;
      }
    }
  };
  // ---- files ----
  const file = (kind) => {
    read();
    const answer = ask({ file: kind });
    return answer.file && new File([answer.file.text], answer.file.name, { type: answer.file.media });
  };
  const give = (kind) => {
    const made = file(kind);
    if (!made) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(made);
    link.download = made.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    if (kind === 'answers') { saved = attempt; keep(); }
  };
  const canShare = () => navigator.canShare && navigator.canShare({ files: [new File(['.'], 'a.html', { type: 'text/html' })] });
  const act = {
    share: () => navigator.share({ files: [file('report')] }).catch(() => {}), print: () => print(),
    copy: async () => {
      getSelection().selectAllChildren(element('code'));
      await navigator.clipboard.writeText(element('code').textContent).catch(() => document.execCommand('copy'));
      say(main.dataset.copied);
    },
  };
  // ---- what people do ----
  // An engine that broke off is replaced by a new one; the answers are with the page.
  const guarded = (work) => async (event) => {
    try { await work(event); } catch (error) {
      console.error(error);
      say(main.dataset.trouble);
      start().catch(() => {});
    }
  };
  main.addEventListener('submit', guarded((event) => {
    event.preventDefault();
    const post = { ...fields(), go: event.submitter ? event.submitter.value : 'continue' };
    history.replaceState({ at }, '');
    read();
    show({ post }, 'next');
  }));
  main.addEventListener('click', guarded((event) => {
    const button = event.target.closest('button');
    // The second press of a double tap is meant for the screen that was there before; some browsers count both as first ones.
    if (event.detail && performance.now() - shown < (event.detail > 1 ? 700 : 350)) event.preventDefault();
    else if (button && button.dataset.do) act[button.dataset.do]();
    else if (button && button.dataset.file) give(button.dataset.file);
  }));
  main.addEventListener('input', () => history.replaceState({ ...history.state, draft: fields() }, ''));
  let typed = '', last = 0;
  main.addEventListener('keydown', guarded((event) => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
    const within = event.target.closest('fieldset');
    const isText = event.target.matches('textarea, [type="text"]');
    if (!within || isText || event.ctrlKey || event.metaKey || event.altKey) return;
    typed = /\d/.test(event.key) && performance.now() - last < 800 ? typed + event.key : event.key;
    last = performance.now();
    const find = (text) => within.querySelector(`[data-key="${CSS.escape(text)}"]`);
    const found = find(typed) || find(event.key);
    // The heading has the focus at first; Enter continues from there as from an answer.
    if (event.key === 'Enter' && event.target.tagName === 'H1') main.querySelector('form').requestSubmit();
    if (!found || event.repeat) return;
    event.preventDefault();
    if (found.tagName === 'DETAILS') found.open = true;
    (found.querySelector('textarea') || found.querySelector('summary') || found).focus();
    if (found.tagName !== 'DETAILS') found.click();
  }));
  addEventListener('popstate', guarded(() => {
    // A link within the report leads to an entry of its own.
    if (!history.state) history.replaceState({ at }, '');
    if (history.state.at === at) return;
    ({ at } = history.state);
    read();
    show('screen', 'back');
  }));
  addEventListener('beforeunload', (event) => { if (isUnsaved()) event.preventDefault(); });
  element('save').addEventListener('click', guarded(() => (attempt === null ? say(element('state').dataset.nothing) : give('answers'))));
  element('open').addEventListener('click', () => { if (!isUnsaved() || confirm(main.dataset.replace)) element('pick').click(); });
  element('pick').addEventListener('change', guarded(async () => {
    const [chosen] = element('pick').files;
    // No answers are so long.
    if (chosen) show({ open: chosen.size > 1048576 ? '' : await chosen.text() }, 'next');
    element('pick').value = '';
  }));
  element('forget').addEventListener('click', guarded(() => {
    if (isUnsaved() && !confirm(main.dataset.forget)) return;
    attempt = saved = at = null;
    keep();
    history.replaceState(null, '');
    show('screen', 'again');
  }));
  element('loading').hidden = false;
  load().then(() => {
    element('buttons').hidden = false;
    at = history.state && history.state.at;
    read();
    show('screen', 'again');
  }).catch((error) => {
    element('loading').hidden = true;
    element('without').hidden = false;
    element('why').textContent = String(error.message || error).slice(0, 500);
  });
})();
