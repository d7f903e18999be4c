using System.Text;

namespace LogStats.Tstat;

/// <summary>How columns are called in a header.</summary>
internal static class TstatFields
{
    /// <summary>How many there are for each side.</summary>
    public const int Sided = (int)TstatField.First;

    /// <summary>How many places there are: those of the client, those of the server, and the flow's own.</summary>
    public const int Places = (2 * Sided) + ((int)TstatField.Fqdn - Sided + 1);

    private static readonly string[] s_sided =
    [
        "ip", "port", "pkts_all", "rst_cnt", "bytes_uniq", "pkts_data", "bytes_all", "pkts_retx", "bytes_retx", "pkts_ooo",
        "syn_cnt", "fin_cnt", "rtt_avg", "rtt_min", "rtt_max", "rtt_std", "rtt_cnt", "ttl_min", "ttl_max", "win_scl", "sack_cnt",
        "mss", "mss_max", "mss_min", "win_max", "win_min", "cwin_max", "cwin_min", "cwin_ini", "pkts_rto", "pkts_fs", "pkts_reor",
        "pkts_dup", "pkts_unk", "pkts_fc", "pkts_unrto", "pkts_unfs", "first_abs", "durat", "isint",
    ];

    private static readonly string[] s_own = ["first", "last", "durat", "con_t", "c_tls_SNI", "fqdn"];

    private static readonly Dictionary<string, int> s_places = Named();

    /// <summary>Where a column of this name belongs; -1 for one that means nothing here.</summary>
    public static int PlaceOf(ReadOnlySpan<byte> name) => s_places.GetValueOrDefault(Encoding.UTF8.GetString(name), -1);

    /// <summary>The place of a column that a side has.</summary>
    public static int Place(TstatField field, TstatDirection direction)
        => direction == TstatDirection.Out ? Sided + (int)field : (int)field;

    /// <summary>The place of a column that the flow has once.</summary>
    public static int Place(TstatField field) => Sided + (int)field;

    private static Dictionary<string, int> Named()
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int index = 0; index < Sided; index++)
        {
            places["c_" + s_sided[index]] = index;
            places["s_" + s_sided[index]] = Sided + index;
        }

        for (int index = 0; index < s_own.Length; index++)
        {
            places[s_own[index]] = (2 * Sided) + index;
        }

        return places;
    }
}
