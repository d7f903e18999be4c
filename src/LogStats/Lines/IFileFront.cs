namespace LogStats.Lines;

/// <summary>The first bytes of a file whose later lines are given: what names its records stands there.</summary>
public interface IFileFront
{
    /// <summary>Fills the buffer as far as there are bytes now, decompressed; how many there were.</summary>
    int ReadFront(Span<byte> buffer);
}
