/** To be built. */
export default function AdminScreen() {
  return <div class="page" />;
}
