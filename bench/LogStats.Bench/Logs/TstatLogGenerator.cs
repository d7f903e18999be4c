using System.Text;

namespace LogStats.Bench.Logs;

/// <summary>Rows as tstat 3.1 writes them with all its sets of columns: 130 of them, some 700 bytes.</summary>
internal sealed class TstatLogGenerator(ulong seed)
{
    private const int RowsPerWrite = 512;

    private static readonly string[] s_side = "ip port pkts_all rst_cnt ack_cnt ack_cnt_p bytes_uniq pkts_data bytes_all pkts_retx bytes_retx pkts_ooo syn_cnt fin_cnt".Split(' ');
    private static readonly string[] s_trip = "rtt_avg rtt_min rtt_max rtt_std rtt_cnt ttl_min ttl_max".Split(' ');
    private static readonly string[] s_options = ("f1323_opt tm_opt win_scl sack_opt sack_cnt mss mss_max mss_min win_max win_min win_0 cwin_max cwin_min cwin_ini "
        + "pkts_rto pkts_fs pkts_reor pkts_dup pkts_unk pkts_fc pkts_unrto pkts_unfs syn_retx").Split(' ');

    private static readonly string[] s_columns =
    [
        .. Both(s_side), .. "first last durat c_first s_first c_last s_last c_first_ack s_first_ack c_isint s_isint c_iscrypto s_iscrypto con_t p2p_t http_t".Split(' '),
        .. Both(s_trip), .. "p2p_st ed2k_data ed2k_sig ed2k_c2s ed2k_c2c ed2k_chat".Split(' '), .. Both(s_options),
        .. ("http_req_cnt http_res_cnt http_res c_pkts_push s_pkts_push c_tls_SNI s_tls_SCN c_npnalpn s_npnalpn c_tls_sesid c_last_handshakeT "
            + "s_last_handshakeT c_appdataT s_appdataT c_appdataB s_appdataB fqdn dns_rslv req_tm res_tm").Split(' '),
    ];

    private static readonly int[] s_ports = [443, 443, 443, 80, 22, 2811, 50000, 8443];
    private static readonly byte[][] s_names = [.. Enumerable.Range(0, 40).Select(index => Encoding.ASCII.GetBytes($"host{index}.example.org"))];

    private readonly Dice _dice = new(seed);
    private readonly LineBytes _row = new();

    public void Write(Stream output, long rows)
    {
        output.Write(Encoding.ASCII.GetBytes("#15#" + string.Join(' ', s_columns.Select((name, index) => $"{name}:{index + 1}")) + "\n"));
        using MemoryStream block = new();
        for (long row = 0; row < rows; row++)
        {
            block.Write(Row(row));
            if (row % RowsPerWrite == RowsPerWrite - 1 || row == rows - 1)
            {
                output.Write(block.GetBuffer().AsSpan(0, (int)block.Length));
                block.SetLength(0);
            }
        }
    }

    private static IEnumerable<string> Both(string[] names) => names.Select(name => "c_" + name).Concat(names.Select(name => "s_" + name));

    private ReadOnlySpan<byte> Row(long number)
    {
        _row.Clear();
        long sent = _dice.Size(24);
        long received = _dice.Size(34);
        Side(sent, 10, 1024 + _dice.Below(60_000));
        Side(received, 203, _dice.Of(s_ports));
        long first = 1_591_902_179_768_000_000 + (number * 7_200_000) + _dice.Below(1_000_000);
        long duration = _dice.Size(36);
        Millis(first).Add(" "u8);
        Millis(first + duration).Add(" "u8);
        Millis(duration);
        for (int column = 0; column < 6; column++)
        {
            _row.Add(" "u8);
            Millis(duration * column / 6);
        }

        _row.Add(" 1 0 0 0 8192 0 0"u8);
        Trip();
        Trip();
        _row.Add(" 0 0 0 0 0 0"u8);
        Options();
        Options();
        _row.Add(" 0 0 --- "u8).Add(_dice.Below(40)).Add(" "u8).Add(_dice.Below(900)).Add(" "u8).Add(_dice.Of(s_names)).Add(" - - - - "u8);
        Millis(duration / 9).Add(" "u8);
        Millis(duration / 8).Add(" 0.000000 0.000000 "u8).Add(sent).Add(" "u8).Add(received).Add(" "u8).Add(_dice.Of(s_names)).Add(" 0.000000 0.000000 0.000000\n"u8);
        return _row.Written;
    }

    private void Side(long bytes, int network, int port)
    {
        long packets = (bytes / 1448) + 1;
        long again = _dice.Once(5) ? packets / 50 : 0;
        if (network == 10 || _dice.Below(3) > 0)
        {
            _row.Add(network).Add("."u8).Add(_dice.Below(4)).Add("."u8).Add(_dice.Skewed(250)).Add("."u8).Add(_dice.Skewed(250));
        }
        else
        {
            _row.Add("2001:db8:"u8).Add(_dice.Skewed(4000), "x").Add("::"u8).Add(1 + _dice.Skewed(4000), "x");
        }

        foreach (long value in (long[])[port, packets + 8, 0, packets, 3, bytes, packets, bytes + (again * 1448), again, again * 1448, _dice.Below(3), 1, 1])
        {
            _row.Add(" "u8).Add(value);
        }

        _row.Add(" "u8);
    }

    private void Trip()
    {
        long average = 100 + _dice.Size(18);
        _row.Add(" "u8);
        Millis(average * 1000, 1).Add(" "u8);
        Millis(average * 600).Add(" "u8);
        Millis(average * 3100).Add(" "u8);
        Millis(average * 217).Add(" "u8).Add(1 + _dice.Below(900)).Add(" "u8).Add(40 + _dice.Below(24)).Add(" 64"u8);
    }

    private void Options()
    {
        foreach (long value in (long[])[1, 1, _dice.Below(14), 1, _dice.Below(30), 1460, 1448, 31, _dice.Size(22), _dice.Size(16), 0, _dice.Size(23), _dice.Size(12),
            _dice.Size(14), _dice.Below(3), _dice.Below(4), _dice.Below(3), _dice.Below(4), 0, 0, 0, 0, 0])
        {
            _row.Add(" "u8).Add(value);
        }
    }

    /// <summary>Nanoseconds as milliseconds with six decimals.</summary>
    private LineBytes Millis(long nanos, int add = 0) => _row.Add(nanos / 1_000_000).Add("."u8).Add((nanos % 1_000_000) + add, "000000");
}
