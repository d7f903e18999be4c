namespace LogStats.Scan;

/// <summary>What looks at every view: a tally that adds it up, or a reader that makes an object of it.</summary>
public interface ILineVisitor<TView>
    where TView : struct, allows ref struct
{
    /// <param name="view">Lives only during the call.</param>
    /// <param name="line">The bytes that the view was read from.</param>
    /// <param name="offset">Where the line starts in its (decompressed) input.</param>
    void Visit(in TView view, ReadOnlySpan<byte> line, long offset);
}
