/** To be built. */
export default function AskScreen() {
  return <div class="page" />;
}
