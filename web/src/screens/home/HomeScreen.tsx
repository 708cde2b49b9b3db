/** To be built. */
export default function HomeScreen() {
  return <div class="page" />;
}
