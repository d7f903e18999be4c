namespace LogStats.Sinks;

/// <summary>
/// Counts the rows that a target refused, keeps the first reason, and passes each on to be kept where somebody named a
/// place. A sink may tell of them on another thread than the one that asks.
/// </summary>
public sealed class RefusedRows(IRefusedRows? kept = null) : IRefusedRows
{
    private readonly Lock _lock = new();
    private readonly HashSet<IRow> _rows = new(ReferenceEqualityComparer.Instance);

    public long Count { get; private set; }

    /// <summary>Why the first one was refused; null while none was.</summary>
    public string? FirstReason { get; private set; }

    /// <inheritdoc/>
    public void Add(IRow row, string reason)
    {
        lock (_lock)
        {
            kept?.Add(row, reason);
            Count++;
            FirstReason ??= reason;
            _ = _rows.Add(row);
        }
    }

    /// <summary>Whether a row was refused; it is then let go of, so that it is answered once.</summary>
    public bool Take(IRow row)
    {
        lock (_lock)
        {
            return _rows.Remove(row);
        }
    }

    /// <summary>Lets go of all rows, not of their number: for who never asks.</summary>
    public void ForgetRows()
    {
        lock (_lock)
        {
            _rows.Clear();
        }
    }
}
