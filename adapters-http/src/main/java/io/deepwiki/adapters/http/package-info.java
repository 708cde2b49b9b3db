/** The two listeners: the API and the web pages. */
@NullMarked
package io.deepwiki.adapters.http;

import org.jspecify.annotations.NullMarked;
