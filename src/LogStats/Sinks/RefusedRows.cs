namespace LogStats.Sinks;

/// <summary>Counts the rows that a target refused, keeps the first reason, and passes each on to be kept where somebody named a place.</summary>
public sealed class RefusedRows(IRefusedRows? kept = null) : IRefusedRows
{
    private readonly HashSet<IRow> _latest = new(ReferenceEqualityComparer.Instance);

    public long Count { get; private set; }

    /// <summary>Why the first one was refused; null while none was.</summary>
    public string? FirstReason { get; private set; }

    /// <inheritdoc/>
    public void Add(IRow row, string reason)
    {
        kept?.Add(row, reason);
        Count++;
        FirstReason ??= reason;
        _ = _latest.Add(row);
    }

    /// <summary>Whether a row was refused since the last call of <see cref="ForgetRows"/>.</summary>
    public bool Has(IRow row) => _latest.Contains(row);

    /// <summary>Lets go of the rows, not of their number.</summary>
    public void ForgetRows() => _latest.Clear();
}
