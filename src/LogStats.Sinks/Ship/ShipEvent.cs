namespace LogStats.Sinks.Ship;

/// <summary>Something that happened on the way to a receiver, in words for a person.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">The log that it is about; null where it is about none.</param>
/// <param name="Text">The words.</param>
public sealed record ShipEvent(ShipEventKind Kind, string? Path, string Text)
{
    /// <summary>Whether somebody should look at it.</summary>
    public bool IsWarning => Kind is not (ShipEventKind.Back or ShipEventKind.Again);
}
