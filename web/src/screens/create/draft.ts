import { readAddress } from '../../api/address';
import type { JobRequest, Models } from '../../api/types';
import { t } from '../../i18n';

/** What stands in the form, as it was typed. The token is never kept anywhere else. */
export interface Draft {
  readonly address: string;
  readonly branch: string;
  readonly isPrivate: boolean;
  readonly token: string;
  readonly comprehensive: boolean;
  readonly language: string;
  readonly pages: string;
  readonly includedDirs: string;
  readonly includedFiles: string;
  readonly excludedDirs: string;
  readonly excludedFiles: string;
  /** Empty for what the service prefers. */
  readonly provider: string;
  readonly model: string;
  readonly maxTokens: string;
  readonly maxCost: string;
}

export type Flaws = Readonly<Partial<Record<keyof Draft, string>>>;

/** The fields of the wire, and where they stand in the form. */
export const FIELDS: Readonly<Record<string, keyof Draft>> = {
  repo_url: 'address',
  branch: 'branch',
  access_token: 'token',
  language: 'language',
  pages: 'pages',
  included_dirs: 'includedDirs',
  included_files: 'includedFiles',
  excluded_dirs: 'excludedDirs',
  excluded_files: 'excludedFiles',
  provider: 'provider',
  model: 'model',
  max_tokens: 'maxTokens',
  max_cost: 'maxCost',
};

/** What can be seen to be wrong before anybody is asked. */
export function flawsOf(draft: Draft): Flaws {
  const flaws: Partial<Record<keyof Draft, string>> = {};
  const address = readAddress(draft.address);
  if (address.kind === 'nothing') {
    flaws.address = t('create.needsAddress');
  } else if (address.kind === 'refused') {
    flaws.address = t(address.why);
  }
  if (!isWhole(draft.pages, 1, 40)) {
    flaws.pages = t('create.wholeNumber', { from: 1, to: 40 });
  }
  if (!isWhole(draft.maxTokens, 1, 2 ** 31 - 1)) {
    flaws.maxTokens = t('create.wholeNumber', { from: 1, to: 2 ** 31 - 1 });
  }
  if (draft.maxCost.trim() !== '' && !(Number(draft.maxCost) > 0)) {
    flaws.maxCost = t('create.positive');
  }
  if (draft.provider !== '' && draft.model.trim() === '') {
    flaws.model = t('create.needsModel');
  }
  return flaws;
}

function isWhole(typed: string, from: number, to: number): boolean {
  const value = Number(typed);
  return typed.trim() === '' || (Number.isInteger(value) && value >= from && value <= to);
}

/** The order that a draft without flaws is. What is not said is left to the service. */
export function orderOf(draft: Draft): JobRequest {
  const address = readAddress(draft.address);
  const url = 'url' in address ? address.url : draft.address;
  const order: JobRequest = {
    repo_url: url,
    language: draft.language,
    is_comprehensive: draft.comprehensive,
  };
  const branch = draft.branch.trim() || ('branch' in address ? address.branch : '');
  return {
    ...order,
    ...given('branch', branch),
    ...given('access_token', draft.isPrivate ? draft.token.trim() : ''),
    ...given('provider', draft.provider),
    ...given('model', draft.provider === '' ? '' : draft.model.trim()),
    ...number('pages', draft.pages),
    ...number('max_tokens', draft.maxTokens),
    ...number('max_cost', draft.maxCost),
    ...patterns('included_dirs', draft.includedDirs),
    ...patterns('included_files', draft.includedFiles),
    ...patterns('excluded_dirs', draft.excludedDirs),
    ...patterns('excluded_files', draft.excludedFiles),
  };
}

function given<K extends string>(key: K, value: string): { [P in K]?: string } {
  return value === '' ? {} : ({ [key]: value } as { [P in K]?: string });
}

function number<K extends string>(key: K, value: string): { [P in K]?: number } {
  return value.trim() === '' ? {} : ({ [key]: Number(value) } as { [P in K]?: number });
}

function patterns<K extends string>(key: K, value: string): { [P in K]?: string[] } {
  const lines = value
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? {} : ({ [key]: lines } as { [P in K]?: string[] });
}

/** What the service writes with unless it is told otherwise: said with its name, so that a duplicate is one. */
export function preferred(models: Models): { provider: string; model: string } {
  return { provider: models.defaultProvider, model: models.defaultModel };
}
