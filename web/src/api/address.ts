import type { Key } from '../i18n';

/** What a person typed into the one box, as far as it can be told without asking anybody. */
export type Typed =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'remote';
      /** As the service wants it. */
      readonly url: string;
      readonly host: string;
      readonly name: string;
      /** If the address led into a branch; empty for the default. */
      readonly branch: string;
    }
  | { readonly kind: 'local'; readonly url: string; readonly name: string; readonly branch: '' }
  | { readonly kind: 'refused'; readonly why: Key };

export type Understood = Extract<Typed, { url: string }>;

const SHORT = /^[\w.-]+\/[\w.-]+$/;
const HOST_AND_PATH = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?\/.+/i;
const SSH = /^(?:ssh:\/\/)?[\w.-]+@([\w.-]+)[:/](.+)$/;
/** In a URL it comes before the path; in `git@host:path` there is none. */
const SSH_PORT = /^(ssh:\/\/[^/]+):\d*(?=\/)/;

/** Reads an https URL, `owner/repo`, `host/owner/repo`, an ssh address or an absolute path. Says why if it is none of them. */
export function readAddress(typed: string): Typed {
  const text = typed.trim();
  if (text === '') {
    return { kind: 'nothing' };
  }
  if (text.length > 2_000) {
    return refused('home.tooLong');
  }
  if (text.startsWith('/')) {
    return local(text);
  }
  if (
    text.startsWith('~') ||
    text.startsWith('./') ||
    text.startsWith('../') ||
    text === '.' ||
    /^[a-z]:\\/i.test(text)
  ) {
    return refused('home.notAbsolute');
  }
  const ssh = SSH.exec(text.replace(SSH_PORT, '$1'));
  if (ssh !== null && !text.startsWith('http')) {
    return remote(`https://${ssh[1]}/${ssh[2]}`);
  }
  if (/^https?:\/\//i.test(text)) {
    return remote(text);
  }
  if (text.includes('://')) {
    return refused('home.otherScheme');
  }
  if (HOST_AND_PATH.test(text) && text.split('/').length > 2) {
    return remote(`https://${text}`);
  }
  return SHORT.test(text) ? remote(`https://github.com/${text}`) : refused('home.notAnAddress');
}

function local(text: string): Typed {
  const path = text.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  return /\/\.\.(\/|$)/.test(path)
    ? refused('home.climbs')
    : { kind: 'local', url: path, name: path.slice(path.lastIndexOf('/') + 1) || path, branch: '' };
}

function remote(text: string): Typed {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refused('home.notAnAddress');
  }
  if (url.username !== '' || url.password !== '') {
    return refused('home.holdsSecret');
  }
  const { path, branch } = cut(url.pathname.replace(/^\/+|\/+$/g, ''));
  const name = path.replace(/\.git$/, '');
  if (name === '' || !name.includes('/') || /%|\.\.|\/\/|\\/.test(name)) {
    return refused('home.noRepository');
  }
  return { kind: 'remote', url: `${url.protocol}//${url.host}/${name}`, host: url.host, name, branch };
}

/** Addresses of what is inside a repository: its own begins before, and a branch may be named. */
function cut(path: string): { path: string; branch: string } {
  const gitlab = /^(.+?)\/-(?:\/(?:tree|blob)\/([^/]+))?/.exec(path);
  const github =
    /^([^/]+\/[^/]+)\/(?:(?:tree|blob|src\/branch|commits)\/([^/]+)|(?:pull|issues|wiki|releases|actions)\b)/.exec(
      path,
    );
  const found = gitlab ?? github;
  return { path: found?.[1] ?? path, branch: safeDecoded(found?.[2] ?? '') };
}

function safeDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refused(why: Key): Typed {
  return { kind: 'refused', why };
}

/** A repository as people call it: `owner/name`, or the last folder of a path. */
export function shortName(url: string): string {
  const found = readAddress(url);
  return 'name' in found ? found.name : url;
}
