namespace LogStats.Detect;

/// <summary>Tells which formats of its family the first lines of an input are in.</summary>
public interface IFormatProbe
{
    /// <summary>Every format that at least one of the lines is in, the best first.</summary>
    IReadOnlyList<FormatFit> Fits(IReadOnlyList<byte[]> lines);
}
