import { formatter } from './format';

/** Codes of the contract that are not the standard's. */
const TAGS: Readonly<Record<string, string>> = { kr: 'ko', 'zh-tw': 'zh-Hant', zh: 'zh-Hans' };

/** A language of wikis, in the language that is shown. */
export function languageName(code: string): string {
  try {
    const names = formatter('names', {}, (shown) => new Intl.DisplayNames([shown], { type: 'language' }));
    return names.of(TAGS[code] ?? code) ?? code;
  } catch {
    return code; // not a code
  }
}

/** The first digits of a commit, as people write it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}
