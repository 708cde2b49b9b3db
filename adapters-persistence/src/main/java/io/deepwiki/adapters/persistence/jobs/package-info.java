/** Jobs, their work and their history in tables, and the hints between instances. */
@NullMarked
package io.deepwiki.adapters.persistence.jobs;

import org.jspecify.annotations.NullMarked;
