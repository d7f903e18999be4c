namespace LogStats.Scan;

/// <summary>
/// A format: turns the bytes of one line into a view of them, or says why it cannot. It decodes nothing, allocates
/// nothing for a line it has seen the like of, and never throws for what a line holds.
/// </summary>
/// <typeparam name="TView">The view: spans over the line and the numbers read from it.</typeparam>
public interface ILineFormat<TView>
    where TView : struct, allows ref struct
{
    /// <summary>Whether a message may go on over several lines: it is then given as one, with the LF between them.</summary>
    static virtual bool Joins => false;

    LineVerdict Read(ReadOnlySpan<byte> line, out TView view);

    /// <summary>Whether this line goes on with the one before it. Asked only of a format that joins lines.</summary>
    static virtual bool GoesOn(ReadOnlySpan<byte> line) => false;
}
