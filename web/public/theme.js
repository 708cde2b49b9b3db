// Before the first paint, so that a chosen theme does not flash; the page's policy allows no script inside the page.
(() => {
    try {
        const theme = localStorage.getItem('deepwiki.theme');
        if (theme === 'light' || theme === 'dark') {
            document.documentElement.dataset.theme = theme;
        }
    } catch {
        // A browser that keeps nothing follows the system.
    }
})();
