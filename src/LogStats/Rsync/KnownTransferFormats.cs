namespace LogStats.Rsync;

/// <summary>
/// Log formats that manuals and guides spread: recognised without being told, because each begins with something that
/// no other message does (an operation, an itemized change, a time, an address). Where <c>log format</c> is any other,
/// it has to be given: names and numbers alone do not say what they are.
/// </summary>
internal static class KnownTransferFormats
{
    private static readonly TransferFormat[] s_formats =
    [
        TransferFormat.Compile("%i %h [%a] %m (%u) %f %l"),
        TransferFormat.Compile("%i %n%L"),
        TransferFormat.Compile("%o %i %n%L"),
        TransferFormat.Compile("%t: host %h (%a) %o %f (%l bytes). Total %b bytes."),
        TransferFormat.Compile("%t %a %m %f %b"),
        TransferFormat.Compile("%t %o %h [%a] %m (%u) %f %l"),
        TransferFormat.Compile("[%a] %o %m (%u) %f %l"),
        TransferFormat.Compile("%a %o %m %u %f %l %b"),
        TransferFormat.Compile("%o %a %m %u %f %l %b"),
    ];

    public static bool Read(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        foreach (TransferFormat format in s_formats)
        {
            line.Forget();
            if (format.Read(text, ref line))
            {
                return true;
            }
        }

        line.Forget();
        return false;
    }
}
