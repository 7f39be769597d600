using System.ComponentModel.DataAnnotations;

namespace ActiveSeg.Silo;

/// <summary>Where a silo keeps its state and how it finds its peers.</summary>
public sealed class SiloOptions
{
    /// <summary>Folder of the embedded database and of the artifacts. Default: "data".</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Connection string of PostgreSQL; empty for the embedded database, which serves one silo. Default: empty.</summary>
    public string PostgresConnection { get; set; } = "";

    /// <summary>Port for silos among themselves, on the loopback address; 0 takes a free one. Default: 0.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>Port for grain clients, on the loopback address; 0 takes a free one. Default: 0.</summary>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }

    /// <summary>Name of the cluster; silos of one name on one database form one cluster. Default: "activeseg".</summary>
    [Required]
    public string ClusterId { get; set; } = "activeseg";
}
