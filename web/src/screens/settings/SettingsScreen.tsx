/** To be built. */
export default function SettingsScreen() {
  return <div class="page" />;
}
