package io.deepwiki.domain.jobs;

import io.deepwiki.domain.instance.InstanceId;

/**
 * The right of one instance to write the result of a work item.
 *
 * @param fence grows with every claim of the item: a result that bears an older one is refused
 */
public record Lease(WorkItemId item, InstanceId holder, long fence) {}
