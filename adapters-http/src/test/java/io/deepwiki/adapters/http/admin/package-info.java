/** What operators see and steer, over a real connection. */
@NullMarked
package io.deepwiki.adapters.http.admin;

import org.jspecify.annotations.NullMarked;
