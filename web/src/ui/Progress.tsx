/** How far something is. */
export function Progress({ percent, label }: { percent: number; label: string }) {
  return <progress class="progress" max={100} value={percent} aria-label={label} />;
}
