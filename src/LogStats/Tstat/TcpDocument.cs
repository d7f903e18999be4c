using System.Runtime.CompilerServices;

namespace LogStats.Tstat;

/// <summary>What a document of TCP has besides, in the original's order.</summary>
internal static class TcpDocument
{
    private static readonly (byte[] Key, TstatField Field)[] s_before =
    [
        (",\"tcp_rexmit_bytes\":"u8.ToArray(), TstatField.BytesRetx),
        (",\"tcp_rexmit_pkts\":"u8.ToArray(), TstatField.PktsRetx),
    ];

    private static readonly (byte[] Key, TstatField Field)[] s_between =
    [
        (",\"tcp_syn_cnt\":"u8.ToArray(), TstatField.SynCnt),
        (",\"tcp_rtt_avg\":"u8.ToArray(), TstatField.RttAvg),
        (",\"tcp_rtt_min\":"u8.ToArray(), TstatField.RttMin),
        (",\"tcp_rtt_max\":"u8.ToArray(), TstatField.RttMax),
        (",\"tcp_rtt_std\":"u8.ToArray(), TstatField.RttStd),
        (",\"tcp_pkts_rto\":"u8.ToArray(), TstatField.PktsRto),
        (",\"tcp_pkts_fs\":"u8.ToArray(), TstatField.PktsFs),
        (",\"tcp_pkts_reor\":"u8.ToArray(), TstatField.PktsReor),
        (",\"tcp_pkts_dup\":"u8.ToArray(), TstatField.PktsDup),
        (",\"tcp_pkts_unk\":"u8.ToArray(), TstatField.PktsUnk),
        (",\"tcp_pkts_fc\":"u8.ToArray(), TstatField.PktsFc),
        (",\"tcp_pkts_unrto\":"u8.ToArray(), TstatField.PktsUnrto),
        (",\"tcp_pkts_unfs\":"u8.ToArray(), TstatField.PktsUnfs),
        (",\"tcp_cwin_min\":"u8.ToArray(), TstatField.CwinMin),
        (",\"tcp_cwin_max\":"u8.ToArray(), TstatField.CwinMax),
        (",\"tcp_out_seq_pkts\":"u8.ToArray(), TstatField.PktsOoo),
        (",\"tcp_window_scale\":"u8.ToArray(), TstatField.WinScl),
    ];

    /// <summary>The original gave the congestion window under the names of the receive window, too.</summary>
    private static readonly (byte[] Key, TstatField Field)[] s_behind =
    [
        (",\"tcp_max_seg_size\":"u8.ToArray(), TstatField.MssMax),
        (",\"tcp_min_seg_size\":"u8.ToArray(), TstatField.MssMin),
        (",\"tcp_win_max\":"u8.ToArray(), TstatField.CwinMax),
        (",\"tcp_win_min\":"u8.ToArray(), TstatField.CwinMin),
        (",\"tcp_initial_cwin\":"u8.ToArray(), TstatField.CwinIni),
    ];

    public static void Write(Utf8Text text, in TstatLine line, TstatDirection direction)
    {
        Each(text, in line, direction, s_before);
        text.Raw(",\"tcp_rexmit_rate\":"u8);
        ref readonly TstatSide side = ref line.Side(direction);
        if (side.RetransmittedPackets == 0 || side.Packets == 0)
        {
            text.Raw("0"u8);
        }
        else
        {
            text.Float((double)side.RetransmittedPackets / side.Packets);
        }

        Each(text, in line, direction, s_between);
        text.Raw(",\"tcp_mss\":"u8);
        OfBoth(text, in line, TstatField.Mss, larger: false);
        Each(text, in line, direction, s_behind);
        text.Raw(",\"tcp_sack_cnt\":"u8);
        OfBoth(text, in line, TstatField.SackCnt, larger: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Each(Utf8Text text, in TstatLine line, TstatDirection direction, (byte[] Key, TstatField Field)[] values)
    {
        foreach ((byte[] key, TstatField field) in values)
        {
            text.Value(key, line.Text(field, direction));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfBoth(Utf8Text text, in TstatLine line, TstatField field, bool larger)
    {
        LogNumber client = LogNumber.Of(line.Text(field, TstatDirection.In));
        LogNumber server = LogNumber.Of(line.Text(field, TstatDirection.Out));
        bool ofClient = !server.IsNumber || (client.IsNumber && (larger ? client.Value > server.Value : client.Value < server.Value));
        if (ofClient)
        {
            client.Write(text);
        }
        else
        {
            server.Write(text);
        }
    }
}
