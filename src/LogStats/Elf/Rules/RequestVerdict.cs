namespace LogStats.Elf.Rules;

/// <summary>What a request counts as; good until the next one is asked about.</summary>
internal readonly ref struct RequestVerdict(RequestStatus status, int groupId, ReadOnlySpan<ulong> values)
{
    public RequestStatus Status { get; } = status;

    /// <summary>
    /// The same for the same group as long as these rules live, from 0 on without gaps; -1 if it is not parsed.
    /// </summary>
    public int GroupId { get; } = groupId;

    /// <summary>For each configured extract the hash of its value, 0 where it has none; empty if it is not parsed.</summary>
    public ReadOnlySpan<ulong> Values { get; } = values;
}
