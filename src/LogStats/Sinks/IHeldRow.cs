namespace LogStats.Sinks;

/// <summary>
/// A row whose source waits for it: as long as anybody holds it, the source remembers where it came from and gives it again after
/// a restart. Whoever keeps such a row beyond the call that brought it, to store it later, holds it until it is safe. Holds
/// are counted; from any thread.
/// </summary>
public interface IHeldRow : IRow
{
    /// <summary>Not safe yet. Each hold asks for one release.</summary>
    void Hold();

    /// <summary>Safe, or of no more interest, as far as this holder goes.</summary>
    void Release();
}
