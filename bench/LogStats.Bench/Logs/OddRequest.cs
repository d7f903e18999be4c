namespace LogStats.Bench.Logs;

/// <summary>What a real access log has now and then and what readers of such logs stumble over.</summary>
internal static class OddRequest
{
    private const int Kinds = 6;

    /// <summary>Replaces what stands between the quotes of a request, of a referrer and of an agent, or one of them.</summary>
    public static void Write(Dice dice, LineBytes request, LineBytes referrer, LineBytes agent, ref int status)
    {
        switch (dice.Below(Kinds))
        {
            case 0: // TLS on a plain port, as Apache escapes it.
                status = 400;
                request.Clear().Add(@"\x16\x03\x01\x02"u8).Add(dice.Below(90)).Add(@"\x01\xfc\x03\x03\xd4\""k\\"u8);
                Blank(referrer, agent);
                break;
            case 1: // Nothing came before the time was up.
                status = 408;
                request.Clear().Add("-"u8);
                Blank(referrer, agent);
                break;
            case 2:
                agent.Clear().Add(@"Mozilla/5.0 (\""quoted\"" agent; build "u8).Add(dice.Below(1000)).Add(")"u8);
                break;
            case 3:
                referrer.Clear().Add(@"https://search.example.net/find?q=\""lamp "u8).Add(dice.Below(1000)).Add(@"\"""u8);
                break;
            case 4:
                request.Clear().Add(@"GET /search/all?q=\""red lamp "u8).Add(dice.Below(1000)).Add(@"\"" HTTP/1.1"u8);
                break;
            default:
                request.Clear().Add("OPTIONS * HTTP/1.0"u8);
                break;
        }
    }

    private static void Blank(LineBytes referrer, LineBytes agent)
    {
        referrer.Clear().Add("-"u8);
        agent.Clear().Add("-"u8);
    }
}
