// Indonesian words that rules cannot know.

/**
 * Roots that look as if they had an affix. Their stem, and that of what is made from them, is the root itself, so
 * that ketua is not tua, and masalah not masa.
 */
export const WHOLE_WORDS = new Set(
  `beranda berita bupati cek delapan diagram digital direktorat disiplin diskusi disposisi ekonomi galeri
  halaman istilah jembatan kawasan kecuali keliru kelola kelompok keluar keluarga keluh kembali kemudi
  kendala kepala kerangka kerja ketua konsultan lembaga makalah mandiri masalah materi media medium
  mekanisme memorandum menteri milik mukim negeri nilai organisasi pakai pedoman peduli pegawai pejabat
  peluang pemerintah pengaruh peran perangkat percaya perdana periksa perilaku perintah peristiwa persentase
  persepsi pertama peserta petani pribadi proses publik republik risalah sah sekali sekolah sekretariat
  selebaran selesai selokan sendiri sengketa serah sesuai simpati strategi sungai survei terampil terima
  terjemah termin ternak tetap tetapi triwulan wilayah`.split(/\s+/),
);

/** Spellings that were in use or are often met, and today's (Kamus Besar Bahasa Indonesia). */
export const OLDER_SPELLINGS = new Map(Object.entries({
  aktip: "aktif", analisa: "analisis", antri: "antre", apotik: "apotek", atlit: "atlet", azas: "asas",
  cidera: "cedera", detil: "detail", diagnosa: "diagnosis", efektip: "efektif", ekstrim: "ekstrem", elit: "elite",
  faham: "paham", formil: "formal", hakekat: "hakikat", hapal: "hafal", hektar: "hektare", himbau: "imbau",
  hirarki: "hierarki", hutang: "utang", ijasah: "ijazah", ijin: "izin", inisiatip: "inisiatif", isyu: "isu",
  jadual: "jadwal", jaman: "zaman", karir: "karier", katagori: "kategori", komplek: "kompleks",
  kongkrit: "konkret", konkrit: "konkret", konsekwensi: "konsekuensi", kordinasi: "koordinasi",
  kordinator: "koordinator", kwalitas: "kualitas", kwantitas: "kuantitas", managemen: "manajemen",
  metoda: "metode", merubah: "mengubah", milyar: "miliar", nasehat: "nasihat", negatip: "negatif",
  nopember: "november", notulen: "notula", obyek: "objek", obyektif: "objektif", orisinil: "orisinal",
  pebruari: "februari", perduli: "peduli", praktek: "praktik", projek: "proyek", propinsi: "provinsi",
  resiko: "risiko", sekedar: "sekadar", seksama: "saksama", silahkan: "silakan", sintesa: "sintesis",
  sistim: "sistem", sistimatis: "sistematis", standarisasi: "standardisasi", subyek: "subjek",
  subyektif: "subjektif", survai: "survei", survey: "survei", tehnik: "teknik", tehnis: "teknis",
  tehnologi: "teknologi", teoritis: "teoretis", trampil: "terampil", urin: "urine",
}));

/** Words that people type for others: what is typed, and what a handbook is more likely to say. */
export const EVERYDAY_INDONESIAN = new Map(Object.entries({
  bayar: ["biaya", "dana"], biaya: ["dana", "anggaran"], bikin: ["susun", "buat", "bentuk"], buat: ["susun"],
  cuma: ["hanya"], dewan: ["dprd"], duit: ["dana", "biaya"], gaji: ["honor", "biaya"], gubernur: ["provinsi"],
  honor: ["biaya"], iuran: ["sumbangan", "dana"], kantor: ["dinas"], kawal: ["pantau"], lapor: ["pantau"],
  ngomong: ["lisan"], omong: ["lisan"], orang: ["warga", "anggota"], pemda: ["pemerintah"], proposal: ["usulan"],
  rakyat: ["warga", "masyarakat"], sosialisasi: ["kampanye", "kesadaran"], sumbang: ["dana"],
  survei: ["studi"], toilet: ["jamban"], ttd: ["tanda", "tangan"], uang: ["dana", "biaya"], ubah: ["ganti"],
  warga: ["masyarakat"], masyarakat: ["warga"], wc: ["jamban"], teken: ["tanda", "tangan"],
}));

/** Words that say nothing of what is looked for, short forms of messages included. */
export const STOP_WORDS_INDONESIAN = new Set(
  `ada adakah adalah agar aja akan anda apa apabila apakah atas atau bagaimana bagaimanakah bagi bahwa belum
  berapa bgmn bila bilamana bisa bisakah boleh bolehkah buat cara dah dalam dan dapat dapatkah dari darimana
  deh demi dengan dgn di dia dimana dong enggak ga gak gimana gmn guna hal hanya harus haruskah hingga ia
  ialah ini itu jadi jangan jika juga kah kalau kalo kami kamu kapan kapankah karena kasih ke kek kemana
  kenapa kepada kita klo kok kpd krn lagi lalu lebih maka mana mau melalui mengapa menurut mereka merupakan
  mungkin namun nanti ngga nggak nih oleh pada paling para per perlu perlukah pernah pula pun saat saja
  sajakah sambil sampai sangat saya sdh sebagai sebelum sebuah secara sedang sehingga sejak selain seluruh
  semua sendiri seorang seperti serta setelah setiap siapa siapakah sih suatu sudah sudahkah supaya tak tapi
  tdk telah tentang terhadap tersebut tetapi tiap tidak tidakkah toh tuh udah untuk utk ya yaitu yakni yang
  yg`.split(/\s+/),
);
