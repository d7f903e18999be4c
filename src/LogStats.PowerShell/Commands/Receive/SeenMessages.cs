namespace LogStats.PowerShell.Commands;

/// <summary>The names of the last messages, so that one that comes again is known. Bounded: the oldest names are forgotten.</summary>
internal sealed class SeenMessages(int most = 100_000)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    /// <summary>One without a name always is.</summary>
    public bool IsNew(string? name)
    {
        if (name is null)
        {
            return true;
        }

        if (!_names.Add(name))
        {
            return false;
        }

        _order.Enqueue(name);
        if (_order.Count > most)
        {
            _ = _names.Remove(_order.Dequeue());
        }

        return true;
    }
}
