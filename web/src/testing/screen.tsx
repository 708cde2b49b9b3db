import { render, type RenderResult } from '@testing-library/preact';
import axe from 'axe-core';
import { LocationProvider, Route, Router } from 'preact-iso';
import type { ComponentType } from 'preact';
import { expect } from 'vitest';
import { useLanguage } from '../i18n';
import { EnvironmentContext } from '../state/environment';
import { session } from '../state/session';
import { Shell } from '../ui/Shell';
import type { FakeService } from './service';

/** jsdom knows dialogs, but not how to open them. */
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
window.scrollTo = () => {};
Element.prototype.scrollIntoView ??= () => {};

/** Shows a screen at an address, in the shell, against a service in memory. */
export async function show<P extends object>(
  service: FakeService,
  Screen: ComponentType<P>,
  at: string,
  path = at.split('?')[0] ?? '/',
): Promise<RenderResult> {
  await useLanguage('en');
  session.value = 'open';
  history.replaceState(null, '', at);
  return render(
    <EnvironmentContext.Provider value={service.environment}>
      <LocationProvider>
        <Shell>
          <Router>
            <Route path={path} component={Screen} />
            <Route default component={Elsewhere} />
          </Router>
        </Shell>
      </LocationProvider>
    </EnvironmentContext.Provider>,
  );
}

function Elsewhere() {
  return <p>elsewhere</p>;
}

/** Nothing that axe can see without a layout is wrong. */
export async function expectAccessible(element: Element = document.body): Promise<void> {
  // Colours and sizes need a browser.
  const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(element, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
