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

    public static int Count => s_formats.Length;

    /// <summary>
    /// Reads a line in the format that was found before, else in the first that fits. A log keeps to one: a file that a
    /// client named like a line of another must not be taken for one.
    /// </summary>
    public static bool Read(ReadOnlySpan<byte> text, scoped ref RsyncLine line, TransferGuess guess)
    {
        if (ReadAgain(text, ref line, guess))
        {
            return true;
        }

        for (int index = 0; index < s_formats.Length; index++)
        {
            line.Forget();
            if (index != guess.Known && s_formats[index].Read(text, ref line) && guess.Agrees(in line))
            {
                guess.Known = index;
                return true;
            }
        }

        line.Forget();
        return false;
    }

    /// <summary>Reads a line in the format that was found before; false while there is none.</summary>
    public static bool ReadAgain(ReadOnlySpan<byte> text, scoped ref RsyncLine line, TransferGuess guess)
    {
        line.Forget();
        return guess.Known >= 0 && s_formats[guess.Known].Read(text, ref line) && guess.Agrees(in line);
    }
}
