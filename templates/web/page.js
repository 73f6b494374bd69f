'use strict';
// Hands what was posted to the engine, puts its answer in place, and keeps the texts that it gives for the next request. What
// a browser does by itself with pages (history, focus, a warning on leaving) is done here for screens.
(() => {
  const element = (id) => document.getElementById(id);
  const main = element('main');
  const site = element('site').textContent;
  let code, engine, attempt = null, saved = null, at = null, screen = null, shown = 0, stores = true;

  // ---- the engine ----
  const call = (name, value) => {
    const text = new TextEncoder().encode(value);
    const { memory, allocate } = engine;
    const from = allocate(text.length);
    new Uint8Array(memory.buffer, from, text.length).set(text);
    const place = engine[name](from, text.length);
    const length = new DataView(memory.buffer).getUint32(place, true);
    return new TextDecoder().decode(new Uint8Array(memory.buffer, place + 4, length));
  };
  const load = async () => {
    const text = atob(element('engine').textContent);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    code = await WebAssembly.compile(await new Response(stream).arrayBuffer());
    await start();
  };
  const start = async () => {
    engine = (await WebAssembly.instantiate(code, {})).exports;
    const problem = call('open', site);
    if (problem) throw new Error(problem);
  };
  const two = (number) => String(number).padStart(2, '0');
  const now = () => {
    const time = new Date(), east = -time.getTimezoneOffset(), offset = Math.abs(east);
    const date = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
    const zone = `${east < 0 ? '-' : '+'}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
    return `${date}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}${zone}`;
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
    try {
      attempt = localStorage.getItem(key);
      saved = localStorage.getItem(`${key}:saved`);
    } catch { stores = false; }
  };
  const keep = () => {
    try {
      for (const [name, value] of [[key, attempt], [`${key}:saved`, saved]]) {
        if (value === null) localStorage.removeItem(name); else localStorage.setItem(name, value);
      }
      stores = true;
    } catch { stores = false; }
    tell();
  };
  const isUnsaved = () => attempt !== null && attempt !== saved;
  const tell = () => {
    const words = element('state').dataset;
    const state = attempt === null ? '' : isUnsaved() ? words.unsaved : words.saved;
    say(stores ? state : `${state} ${words.refused}`);
  };
  const say = (text) => { if (element('state').textContent !== text) element('state').textContent = text; };

  // ---- screens ----
  const put = (part, how) => {
    ({ attempt, at } = part);
    keep();
    const draft = how === 'next' || !history.state ? undefined : history.state.draft;
    const state = { at, draft };
    const isNew = part.screen !== screen && how === 'next';
    history[isNew ? 'pushState' : 'replaceState'](state, '');
    screen = part.screen;
    document.title = part.title;
    main.innerHTML = part.html;
    restore(state.draft);
    shown = performance.now();
    for (const button of main.querySelectorAll('[data-do="share"], [data-do="print"]')) button.hidden = !can(button.dataset.do);
    main.querySelector('h1').focus({ preventScroll: true });
    if (how !== 'again') scrollTo(0, 0);
    if (part.report) setTimeout(report);
  };
  const report = () => {
    const place = element('report');
    const answer = place && ask('report');
    if (!answer || !answer.report) return;
    place.innerHTML = answer.report;
    place.removeAttribute('aria-busy');
  };
  const show = (want, how) => {
    const answer = ask(want);
    if (answer.screen) put(answer.screen, how);
  };
  const latest = () => { if (stores) read(); };
  const fields = () => Object.fromEntries(new FormData(main.querySelector('form')));
  const restore = (draft) => {
    for (const [name, value] of Object.entries(draft || {})) {
      for (const field of main.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === 'radio') field.checked = field.value === value;
        else if (field.type !== 'hidden' && field.tagName !== 'BUTTON') {
          field.value = value;
          if (value && field.closest('details')) field.closest('details').open = true;
        }
      }
    }
  };

  // ---- files ----
  const file = (kind) => {
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
  const can = (what) => what === 'print' || Boolean(navigator.canShare && navigator.canShare({ files: [new File(['.'], 'a.html', { type: 'text/html' })] }));
  const act = {
    share: () => navigator.share({ files: [file('report')] }).catch(() => {}),
    print: () => print(),
    copy: async () => {
      try { await navigator.clipboard.writeText(element('code').textContent); } catch {
        getSelection().selectAllChildren(element('code'));
        document.execCommand('copy');
      }
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
    const posted = { ...fields(), go: event.submitter ? event.submitter.value : 'continue' };
    latest();
    show({ post: posted }, 'next');
  }));
  main.addEventListener('click', guarded((event) => {
    const button = event.target.closest('button');
    // The second press of a double tap is meant for the screen that was there before.
    if (button && event.detail > 1) event.preventDefault();
    else if (button && button.dataset.do) act[button.dataset.do]();
    else if (button && button.dataset.file) give(button.dataset.file);
  }));
  main.addEventListener('input', () => history.replaceState({ ...history.state, draft: fields() }, ''));
  let typed = '', last = 0;
  main.addEventListener('keydown', guarded((event) => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
    const within = event.target.closest('fieldset');
    if (!within || event.ctrlKey || event.metaKey || event.altKey || /^(TEXTAREA|INPUT)$/.test(event.target.tagName) && event.target.type !== 'radio') return;
    typed = /\d/.test(event.key) && performance.now() - last < 800 ? typed + event.key : event.key;
    last = performance.now();
    const find = (text) => within.querySelector(`[data-key="${CSS.escape(text)}"]`);
    const found = find(typed) || find(event.key);
    if (!found) {
      if (event.key === 'Enter' && event.target.tagName === 'H1') main.querySelector('form').requestSubmit();
      return;
    }
    event.preventDefault();
    if (found.tagName === 'DETAILS') { found.open = true; (found.querySelector('textarea') || found.querySelector('summary')).focus(); return; }
    found.focus();
    if (!event.repeat) found.click();
  }));
  addEventListener('popstate', guarded(() => {
    // A link within the report leads to an entry of its own.
    if (!history.state) history.replaceState({ at }, '');
    if (history.state.at === at) return;
    ({ at } = history.state);
    latest();
    show('screen', 'back');
  }));
  addEventListener('beforeunload', (event) => { if (isUnsaved()) event.preventDefault(); });
  element('save').addEventListener('click', guarded(() => (attempt === null ? say(element('state').dataset.nothing) : give('answers'))));
  element('open').addEventListener('click', () => { if (!isUnsaved() || confirm(main.dataset.replace)) element('pick').click(); });
  element('pick').addEventListener('change', guarded(async () => {
    const [chosen] = element('pick').files;
    element('pick').value = '';
    if (!chosen) return;
    const text = chosen.size > 1048576 ? '' : await chosen.text();
    show({ open: text }, 'next');
  }));
  element('forget').addEventListener('click', guarded(() => {
    if (isUnsaved() && !confirm(main.dataset.forget)) return;
    attempt = saved = at = null;
    keep();
    history.replaceState(null, '');
    show('screen', 'again');
  }));

  element('loading').hidden = false;
  load().then(() => { element('buttons').hidden = false; read(); at = history.state && history.state.at; show('screen', 'again'); }).catch((error) => {
    element('loading').hidden = true;
    element('without').hidden = false;
    element('why').textContent = String(error.message || error).slice(0, 500);
  });
})();
