namespace LogStats.Receive;

/// <summary>A file that lines were to be added to is not what was stored in it.</summary>
internal sealed class DamagedPartException(OpenPart part, string wrong) : IOException(wrong)
{
    public OpenPart Part { get; } = part;
}
