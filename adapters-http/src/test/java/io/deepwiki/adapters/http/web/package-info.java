/** Pages as a browser gets them. */
@NullMarked
package io.deepwiki.adapters.http.web;

import org.jspecify.annotations.NullMarked;
