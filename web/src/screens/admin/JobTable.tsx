import { useCallback, useState } from 'preact/hooks';
import { api } from '../../api/client';
import type { Job, JobStatus } from '../../api/types';
import { t } from '../../i18n';
import { useResource } from '../../state/resource';
import { useUrlState } from '../../state/url';
import { Button, ButtonLink } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { JOB_STATUSES, statusName } from '../../ui/JobBadge';
import { Empty, ProblemNote, ProblemView, Skeleton } from '../../ui/states';
import { BulkActions } from './BulkActions';
import { JobRow } from './JobRow';
import { useRepositoryFilter } from './useRepositoryFilter';

const PER_PAGE = 100;
const LOOK_EVERY = 5_000;

/** All jobs; what is looked for is in the URL. */
export function JobTable() {
  const url = useUrlState();
  const status = JOB_STATUSES.find((one) => one === url.get('status'));
  const [owner, repo] = url.get('repository').split(/\/(.*)/);
  const page = Math.max(1, Math.floor(Number(url.get('page'))) || 1);
  const offset = (page - 1) * PER_PAGE;
  const jobs = useResource(api.jobs({ status, owner, repo, limit: PER_PAGE, offset }), { every: LOOK_EVERY });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback(
    (id: string, on: boolean) =>
      setChosen((before) => {
        const after = new Set(before);
        if (on) {
          after.add(id);
        } else {
          after.delete(id);
        }
        return after;
      }),
    [],
  );
  const filtered = status !== undefined || url.get('repository') !== '';
  const shown = jobs.value?.jobs ?? [];
  const chooseAll = (on: boolean) => setChosen(new Set(on ? shown.map(({ id }) => id) : []));
  const selected = shown.filter(({ id }) => chosen.has(id));
  return (
    <section class="stack" aria-label={t('admin.title')}>
      <Filters status={status} />
      {jobs.problem && jobs.value !== undefined && <ProblemNote problem={jobs.problem} onRetry={jobs.reload} />}
      {jobs.value === undefined ? (
        jobs.problem ? (
          <ProblemView problem={jobs.problem} onRetry={jobs.reload} />
        ) : (
          <Skeleton rows={['row', 'row', 'row', 'row', 'row']} />
        )
      ) : shown.length === 0 ? (
        <NoJobs filtered={filtered} />
      ) : (
        <>
          <BulkActions
            selected={selected}
            all={selected.length === shown.length}
            chooseAll={chooseAll}
            onDone={() => {
              setChosen(new Set());
              jobs.reload();
            }}
          />
          <Rows jobs={shown} chosen={chosen} choose={choose} chooseAll={chooseAll} />
          <Pager page={page} total={jobs.value.total} />
        </>
      )}
    </section>
  );
}

function Filters({ status }: { status: JobStatus | undefined }) {
  const url = useUrlState();
  const repository = useRepositoryFilter(url);
  return (
    <div class="row filters">
      <Field label={t('admin.filterStatus')} quiet>
        {(wiring) => (
          <select
            {...wiring}
            class="input input-auto"
            value={status ?? ''}
            onChange={(event) => url.set({ status: event.currentTarget.value, page: '' })}
          >
            <option value="">{t('admin.anyStatus')}</option>
            {JOB_STATUSES.map((one) => (
              <option key={one} value={one}>
                {statusName(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('admin.filterRepository')} quiet>
        {(wiring) => (
          <input
            {...wiring}
            class="input input-auto"
            type="search"
            placeholder={t('admin.filterHint')}
            autoCapitalize="off"
            spellcheck={false}
            value={repository.typed}
            onInput={(event) => repository.type(event.currentTarget.value)}
          />
        )}
      </Field>
      {(status !== undefined || url.get('repository') !== '') && (
        <Button
          kind="quiet"
          icon="close"
          onClick={() => {
            repository.clear();
            url.set({ status: '', repository: '', page: '' });
          }}
        >
          {t('admin.clear')}
        </Button>
      )}
    </div>
  );
}

interface RowsProps {
  jobs: readonly Job[];
  chosen: ReadonlySet<string>;
  choose: (id: string, on: boolean) => void;
  chooseAll: (on: boolean) => void;
}

function Rows({ jobs, chosen, choose, chooseAll }: RowsProps) {
  const all = jobs.every(({ id }) => chosen.has(id));
  const some = jobs.some(({ id }) => chosen.has(id));
  return (
    <div class="table-wrap">
      <table class="table jobs">
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={t('admin.selectAll')}
                checked={all}
                indeterminate={some && !all}
                onChange={(event) => chooseAll(event.currentTarget.checked)}
              />
            </th>
            <th scope="col">{t('admin.job')}</th>
            <th scope="col">{t('admin.status')}</th>
            <th scope="col">{t('admin.progress')}</th>
            <th scope="col" class="number">
              {t('admin.pages')}
            </th>
            <th scope="col" class="number">
              {t('admin.tokens')}
            </th>
            <th scope="col">{t('admin.created')}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} chosen={chosen.has(job.id)} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Pager({ page, total }: { page: number; total: number }) {
  const url = useUrlState();
  const from = (page - 1) * PER_PAGE + 1;
  const to = Math.min(total, page * PER_PAGE);
  return (
    <nav class="row row-apart" aria-label={t('admin.title')}>
      <span class="soft small number">{t('admin.range', { from, to, total })}</span>
      <span class="row">
        {page > 1 && (
          <ButtonLink size="small" icon="back" href={url.with({ page: page === 2 ? '' : String(page - 1) })}>
            {t('admin.previous')}
          </ButtonLink>
        )}
        {to < total && (
          <ButtonLink size="small" icon="next" href={url.with({ page: String(page + 1) })}>
            {t('admin.next')}
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}

function NoJobs({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty icon="search" title={t('admin.noMatch')}>
      <ButtonLink href="/admin">{t('admin.clear')}</ButtonLink>
    </Empty>
  ) : (
    <Empty icon="book" title={t('admin.none')}>
      <p class="soft">{t('admin.noneHow')}</p>
      <ButtonLink kind="primary" icon="add" href="/new">
        {t('common.newWiki')}
      </ButtonLink>
    </Empty>
  );
}
