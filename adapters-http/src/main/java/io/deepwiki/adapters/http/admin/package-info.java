/** What operators see and steer. */
@NullMarked
package io.deepwiki.adapters.http.admin;

import org.jspecify.annotations.NullMarked;
