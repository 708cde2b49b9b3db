/** To be built. */
export default function WikiScreen() {
  return <div class="page" />;
}
