namespace LogStats.Batches;

/// <summary>What a source, a file of a source and a claim may be called: nothing that a path, a log or a terminal could trip over.</summary>
public static class BatchName
{
    private const int Longest = 64;

    /// <summary>Letters and digits of ASCII, '.', '_' and '-', up to 64 of them, with no '.' in front.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > Longest || name[0] == '.')
        {
            return false;
        }

        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
