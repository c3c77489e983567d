// Kartoteka: tells which pages are looked at, and by whom as far as that is known.
//
// A page includes it with <script async src="https://…/static/sm.js"></script>. Before it, the page may set
//   window._smclt     for how many days the cookies live
//   window._smdomain  the domain that the cookies are for, such as "shop.example", to know visitors on all its hosts
(() => {
  "use strict";
  const honoursPrivacySignals = true; // The server writes here what its settings say.
  const asksForPrivacy = navigator.globalPrivacyControl === true
    || [navigator.doNotTrack, window.doNotTrack].some((signal) => signal === "1" || signal === "yes");
  const script = document.currentScript;
  if (!script || window.kartotekaIsWatching) return;
  window.kartotekaIsWatching = true;
  const endpoint = new URL("/visit", script.src).href;

  const days = Number(window._smclt) > 0 ? Number(window._smclt) : 3650;
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

  const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const remember = (name, value, lifetime) => {
    const domain = window._smdomain ? `; domain=${window._smdomain}` : "";
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${name}=${value}; path=/; max-age=${Math.round(lifetime * 86400)}; samesite=lax${domain}${secure}`;
  };
  const draw = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // A personal link says who opens it. The address bar need not show that, nor pass it on when the page is shared.
  const address = new URL(location.href);
  const claimed = address.searchParams.get("smclient");
  if (claimed !== null) {
    const kept = address.search.slice(1).split("&").filter((pair) => decodeURIComponentSafely(pair.split("=")[0]) !== "smclient");
    const query = kept.length > 0 ? `?${kept.join("&")}` : "";
    history.replaceState(history.state, "", address.pathname + query + address.hash);
  }
  function decodeURIComponentSafely(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  if (honoursPrivacySignals && asksForPrivacy) return;

  let visitor = cookie("smuuid");
  if (!uuid.test(visitor)) visitor = draw();
  remember("smuuid", visitor, days);
  let contact = claimed !== null && uuid.test(claimed) ? claimed.toLowerCase() : cookie("smclient");
  if (!uuid.test(contact)) contact = "";
  if (contact) remember("smclient", contact, days);
  let session = cookie("smvr");
  if (!uuid.test(session)) session = draw();
  remember("smvr", session, 1);

  const send = (fields) => {
    const body = new URLSearchParams(fields);
    if (navigator.sendBeacon?.(endpoint, body)) return;
    new Image().src = `${endpoint}?${body}`;
  };

  const view = draw();
  const short = (text, length) => String(text ?? "").slice(0, length);
  send({
    v: view, u: visitor, c: contact, s: session,
    l: short(location.href, 4000), r: short(document.referrer, 2000), t: short(document.title, 255),
    a: Math.round(performance.now()),
  });

  // For how long the page was before somebody's eyes. The last word counts: it may be hidden and shown again.
  let shown = document.visibilityState === "visible" ? performance.now() : null;
  let looked = 0;
  const pause = () => {
    if (shown === null) return;
    looked += performance.now() - shown;
    shown = null;
    send({ v: view, u: visitor, d: Math.round(looked) });
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") pause(); else shown ??= performance.now();
  });
  addEventListener("pagehide", pause);
})();
