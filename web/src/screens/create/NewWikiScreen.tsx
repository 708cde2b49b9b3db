/** To be built. */
export default function NewWikiScreen() {
  return <div class="page" />;
}
