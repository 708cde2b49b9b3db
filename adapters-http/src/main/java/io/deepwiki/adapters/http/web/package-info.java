/** The web listener: the files of the UI, the proxy to the API, and who may use it. */
@NullMarked
package io.deepwiki.adapters.http.web;

import org.jspecify.annotations.NullMarked;
