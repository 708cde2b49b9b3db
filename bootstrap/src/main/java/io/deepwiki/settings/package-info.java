/** What an operator can set: one record per component, its ranges checked, and the table of all names. */
@NullMarked
package io.deepwiki.settings;

import org.jspecify.annotations.NullMarked;
