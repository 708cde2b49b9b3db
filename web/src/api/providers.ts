/** What sets a provider up, where the service does not say: the variables of docs/models.md. */
const REQUIREMENTS: Readonly<Record<string, string>> = {
  openai: 'OPENAI_API_KEY',
  google: 'GOOGLE_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  deepseek: 'DEEPSEEK_API_KEY',
  azure: 'AZURE_OPENAI_API_KEY, AZURE_OPENAI_ENDPOINT',
  ollama: 'OLLAMA_HOST',
};

export function requirementOf(provider: string): string {
  return REQUIREMENTS[provider] ?? `${provider.toUpperCase()}_API_KEY`;
}
