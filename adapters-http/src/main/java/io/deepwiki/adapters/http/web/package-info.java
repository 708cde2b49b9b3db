/** Pages for people. */
@NullMarked
package io.deepwiki.adapters.http.web;

import org.jspecify.annotations.NullMarked;
