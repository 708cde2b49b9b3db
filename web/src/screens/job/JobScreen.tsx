/** To be built. */
export default function JobScreen() {
  return <div class="page" />;
}
