/** Where an address leads, if a link may lead there: into the web, to a mailbox, or to a place of our own. */
export type LinkKind = 'web' | 'mail' | 'relative';

// Browsers skip blanks and control characters at the start, and line ends and tabs anywhere.
// eslint-disable-next-line no-control-regex
const SKIPPED = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/g;

export function linkKind(url: string): LinkKind | null {
  const plain = decoded(url).replace(SKIPPED, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      // What has a colon before its first slash, and no scheme, is one written in disguise.
      return /^[^/?#]*:/.test(plain) ? null : /^[\\/]{2}/.test(plain) ? 'web' : 'relative';
    case 'http':
    case 'https':
      return 'web';
    case 'mailto':
      return 'mail';
    default:
      return null;
  }
}

/** Whether a picture may be loaded: from our own server alone. */
export function mayShow(src: string): boolean {
  return /^\/(?![\\/])/.test(src) && linkKind(src) === 'relative';
}

/** As the address bar would read it; what cannot be read stays. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
