import { useLocation } from 'preact-iso';
import { queryOf } from '../api/client';

/** What a view keeps in the query of the URL, so that it can be shared and survives a reload. */
export interface UrlState {
  /** Empty if it is not there. */
  get(name: string): string;
  /** Sets some; an empty one goes. The page before is not kept in the history: typing would fill it. */
  set(values: Readonly<Record<string, string>>): void;
  /** The address of this view with some of them changed. */
  with(values: Readonly<Record<string, string>>): string;
}

export function useUrlState(): UrlState {
  const { path, query, route } = useLocation();
  const changed = (values: Readonly<Record<string, string>>) => path + queryOf({ ...query, ...values });
  return {
    get: (name) => query[name] ?? '',
    set: (values) => route(changed(values) + location.hash, true),
    with: changed,
  };
}
