namespace LogStats.Tstat;

/// <summary>
/// The header in force, which may come again, with the same columns or with others. The HTTP log has two, one for requests
/// and one for responses.
/// </summary>
internal sealed class TstatHeader
{
    /// <summary>Which column of the HTTP log tells that a row is a response.</summary>
    public const int ResponseMark = 5;

    /// <summary>Headers that come again and again, such as in files that were put together, cost nothing.</summary>
    private const int MostKnown = 8;

    private readonly List<TstatLayout> _known = [];
    private bool _justSeen;

    public TstatLayout? Layout { get; private set; }

    /// <summary>The columns of responses; null where the log has none.</summary>
    public TstatLayout? Response { get; private set; }

    /// <summary>A line that begins with #: false where it is none that can be read, and the header before stays in force.</summary>
    public bool Take(ReadOnlySpan<byte> line)
    {
        if (Layout is not null && line.SequenceEqual(Layout.Header))
        {
            _justSeen = true;
            return true;
        }

        if (Known(line) is not { } layout)
        {
            return false;
        }

        bool second = _justSeen && Layout is { Log: TstatLog.Other } && layout.Log == TstatLog.Other && layout.Names.Count > ResponseMark;
        if (second)
        {
            Response = layout;
        }
        else
        {
            (Layout, Response) = (layout, null);
        }

        _justSeen = !second;
        return true;
    }

    /// <summary>A row came: the next header is one of its own.</summary>
    public void Row() => _justSeen = false;

    public void Set(TstatHeader other) => (Layout, Response) = (other.Layout, other.Response);

    public bool IsSame(TstatHeader other) => IsSame(Layout, other.Layout) && IsSame(Response, other.Response);

    private TstatLayout? Known(ReadOnlySpan<byte> line)
    {
        foreach (TstatLayout known in _known)
        {
            if (line.SequenceEqual(known.Header))
            {
                return known;
            }
        }

        if (TstatLayout.Of(line) is { } layout)
        {
            if (_known.Count == MostKnown)
            {
                _known.RemoveAt(0);
            }

            _known.Add(layout);
            return layout;
        }

        return null;
    }

    private static bool IsSame(TstatLayout? left, TstatLayout? right)
        => ReferenceEquals(left, right) || (left is not null && right is not null && left.Header.AsSpan().SequenceEqual(right.Header));
}
