import type { WikiStructure } from '../../api/types';
import { t } from '../../i18n';
import type { Citation } from '../../markdown/citation';
import { queryOf } from '../../api/client';
import { Icon } from '../../ui/Icon';
import { Panel } from '../wiki/Panel';
import { Talk } from './Talk';

interface AskPanelProps {
  wiki: WikiStructure;
  onSource: (citation: Citation) => void;
  onClose: () => void;
  /** A source lies on it. */
  covered: boolean;
}

/** Ask, docked beside a wiki. */
export function AskPanel({ wiki, onSource, onClose, covered }: AskPanelProps) {
  const repo = wiki.repo ?? '';
  const whole = `/ask${queryOf({ repo, branch: wiki.branch ?? undefined, wiki: wiki.id })}`;
  return (
    <Panel
      label={t('ask.title')}
      onClose={onClose}
      covered={covered}
      head={
        <>
          <h2 class="panel-title">{t('ask.title')}</h2>
          <a class="button button-quiet button-icon" href={whole} title={t('ask.asPage')} aria-label={t('ask.asPage')}>
            <Icon name="expand" />
          </a>
        </>
      }
    >
      <Talk
        subject={{ repo, branch: wiki.branch ?? undefined }}
        answerLanguage={wiki.language ?? undefined}
        canOpen
        onSource={onSource}
      />
    </Panel>
  );
}
