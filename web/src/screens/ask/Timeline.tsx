import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { Citation } from '../../markdown/citation';
import { LiveProse } from '../../markdown/LiveProse';
import type { ProseOptions } from '../../markdown/Prose';
import { Icon } from '../../ui/Icon';
import type { Answer, Stage } from './answer';

interface TimelineProps {
  answer: Answer;
  options: ProseOptions;
  onSource: (citation: Citation) => void;
  onDrawn: () => void;
}

/** A research in its stages, live: plan, updates, conclusion. Each can be folded. */
export function Timeline({ answer, options, onSource, onDrawn }: TimelineProps) {
  const stages = answer.stages.value;
  if (stages.length === 0) {
    // An answer of which no stage was told: what there is of its text.
    return answer.begun.value ? (
      <LiveProse text={answer.text} options={options} onSource={onSource} onDrawn={onDrawn} />
    ) : null;
  }
  const last = stages.length - 1;
  return (
    <ol class="timeline">
      {stages.map((stage, at) => (
        <StageView
          key={at}
          stage={stage}
          live={at === last && !answer.over}
          cut={at === last && answer.over && answer.phase.value !== 'done'}
          options={options}
          onSource={onSource}
          onDrawn={onDrawn}
        />
      ))}
    </ol>
  );
}

interface StageViewProps {
  stage: Stage;
  live: boolean;
  cut: boolean;
  options: ProseOptions;
  onSource: (citation: Citation) => void;
  onDrawn: () => void;
}

function StageView({ stage, live, cut, options, onSource, onDrawn }: StageViewProps) {
  const [open, setOpen] = useState(true);
  return (
    <li class={`stage ${live ? 'is-live' : ''}`}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="stage-mark">
            <Icon name={live ? 'spinner' : cut ? 'stop' : 'check'} spin={live} />
          </span>
          <span class="strong">{nameOf(stage)}</span>
        </summary>
        <div class="stage-text">
          <LiveProse text={stage.text} options={options} onSource={onSource} onDrawn={onDrawn} />
        </div>
      </details>
    </li>
  );
}

function nameOf({ kind, iteration }: Stage): string {
  switch (kind) {
    case 'plan':
      return t('ask.plan');
    case 'update':
      return t('ask.update', { number: iteration - 1 });
    case 'conclusion':
      return t('ask.conclusion');
    default:
      return kind satisfies never;
  }
}
