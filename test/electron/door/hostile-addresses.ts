/** Addresses that are not a page file of ours, written every way that ever slipped past a file server. */
export const hostileAddresses: readonly string[] = addresses();

/** Other pages: what a link, a redirect or a dropped file could point the window to. */
export const hostilePages: readonly string[] = [
  ...[
    "http",
    "https",
    "ftp",
    "ws",
    "wss",
    "file",
    "chrome",
    "devtools-x",
    "view-source",
    "filesystem",
    "about",
  ].flatMap((scheme) => [
    `${scheme}://so-can-bo/`,
    `${scheme}://so-can-bo/index.html`,
    `${scheme}://evil.example/`,
    `${scheme}:///etc/passwd`,
  ]),
  "about:blank",
  "about:srcdoc",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://evil.example/0a1b",
  "blob:null/0a1b",
  "mailto:a@b.example",
  "tel:+840000",
  "ms-settings:display",
  "search-ms:query=x",
  "app://so-can-bo.evil.example/",
  "app://evil.example/so-can-bo/",
  "app://so-can-bo@evil.example/",
  "app://evil@so-can-bo/",
  "app://so-can-bo:8080/",
  "app://so-can-b%6f/",
  "app://SO-CAN-BO/",
  "app:so-can-bo/",
  "app:/so-can-bo/",
  "app:///so-can-bo/",
  "APP://so-can-bo/",
  "apps://so-can-bo/",
  "app2://so-can-bo/",
  " app://so-can-bo/",
  "app://so-can-bo\\@evil.example/",
  "app://so-can-bo/?next=https://evil.example",
  "\\\\evil.example\\share",
  "C:\\Windows\\system32\\calc.exe",
  "/etc/passwd",
  "",
  "%",
];

function addresses(): readonly string[] {
  const ups = ["..", "%2e%2e", "%2E.", ".%2e", "..%00", "...", "....//", "..;", "..%c0%af", "%252e%252e"];
  const slashes = ["/", "%2f", "%5c", "\\", "//", "%252f", "/./"];
  const targets = ["main/main.js", "etc/passwd"];
  const climbs = ups.flatMap((up) =>
    slashes.flatMap((slash) =>
      targets.map((target) => `app://so-can-bo/assets${slash}${up}${slash}${up}${slash}${target}`),
    ),
  );
  const short = slashes.flatMap((slash) => [
    `app://so-can-bo/..${slash}main${slash}main.js`,
    `app://so-can-bo/${slash}main.js`,
  ]);
  const others = [
    "/not-listed.js",
    "/./not-listed.js",
    "/assets",
    "/assets/",
    "/assets/main-1.js/",
    "/assets/main-1.js%00",
    "/assets/main-1.js%00.html",
    "/assets/main-1.js%20",
    "/assets/main-1.js.",
    "/assets/main-1.js::$DATA",
    "/assets/MAIN-1.JS",
    "/assets/main-1.js?v=1",
    "/assets%2fmain-1.js",
    "/assets\\main-1.js%5c",
    "//assets/main-1.js",
    "/index.html?x",
    "/INDEX.HTML",
    "/index.htm",
    "/index.html/..%2f..%2fmain%2fmain.js",
    "/%69ndex.html",
    "/C:/Windows/win.ini",
    "/c%3a/windows/win.ini",
    "/file:///etc/passwd",
    "/https://evil.example/",
    "/con",
    "/nul",
    "/page-files.json",
    "/main/main.js",
    "/__proto__",
    "/constructor",
    "/toString",
    `/${"a".repeat(20_000)}`,
    `/${"../".repeat(5_000)}etc/passwd`,
    "/\u202Etxt.exe",
    "/\uD800",
  ].map((path) => `app://so-can-bo${path}`);
  const elsewhere = [
    "app://evil.example",
    "app://so-can-bo.evil.example",
    "app://so-can-bo:1",
    "app://x@so-can-bo",
    "app2://so-can-bo",
    "https://so-can-bo",
    "file://",
  ];
  return [...climbs, ...short, ...others, ...elsewhere.flatMap((origin) => [`${origin}/index.html`, `${origin}/`])];
}
