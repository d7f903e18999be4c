namespace LogStats.Sinks;

/// <summary>A row that the replaced program stored too, in a shape of its own.</summary>
public interface IOriginalRow : IRow
{
    /// <summary>That shape, or null where the replaced program stored nothing for such a row.</summary>
    RowMap? GetOriginalRowMap();
}
